"""Lists of tens of thousands to tens of millions of rows: the same comparisons as SQL.

Candidates are found and values prepared in the engine (DuckDB on this machine, or Spark), Splink
compares and weighs the pairs, and the weights come from the shipped parameters and the list at hand
as in `estimate`. It takes what the small path takes; what is too common to compare is said.
"""
