"""What people write, and what it means: texts, phones, addresses, numbers, days, names of things.

Pure functions and their data. Nothing here knows a model, so that every way in (forms, imports,
the API) and every check says the same about the same value.
"""
