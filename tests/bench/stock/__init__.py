"""A stock Wagtail project on the same rows, as a developer writes one after Wagtail's own documentation.

It has models of the same names on the same tables, so it reads a copy of our database: the same pages, items and
pictures. Blocks, templates, choosers, API v2 and Wagtail's serve are as Wagtail brings them. It shows what the page
says itself; what ours adds it has not: one visibility, brand versions, structured data, cookies, share cards, Markdown,
validators, tags.
"""
