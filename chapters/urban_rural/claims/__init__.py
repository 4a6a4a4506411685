"""The claim ledger: every number of the paper and of the two press reports, traced and judged.

A claim (`claim.Claim`) is a passage of at most fifteen words with a check. The check
(`checks`) computes a verdict from terms (`terms`): printed numbers, cells of the paper's tables
and official figures, as intervals. No verdict is ever typed. Each part of the paper has a module
of claims; `ledger` collects, validates and judges them; `audit` compares the verdicts with those
on record in data/ledger/verdicts.csv; `mutation` alters every printed number and counts what
notices.

To add a claim: give it an id that no other has (it stays for good, as the anchor of its row), a
statement of data/paper/prose.csv or a place and a quotation, a check from `checks` over terms from
`terms`, a sentence whose numbers come from the check, and where a chapter treats it; then run

    python -m urban_rural.claims audit [FOLDER]   the summary; which verdicts differ from record
    python -m urban_rural.claims record           enters the verdicts after a deliberate change
    python -m urban_rural.claims mutate --record  the score of the mutations, and enters it
"""
