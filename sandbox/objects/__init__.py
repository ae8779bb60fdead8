"""Objects of one end as the other knows them: references, mirrors, and what may be done with them."""
