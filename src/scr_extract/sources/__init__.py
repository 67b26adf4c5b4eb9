"""Where new documents come from: watched folders, web pages and feeds, named in `sources.toml`.

Nothing here reads a review. A source yields files: those of a folder that have come to rest, and copies of what a page or
feed links to, put into the inbox under their content's hash with a note of where and when they were got. What happens to a
file then is `ingest`'s affair. Nothing is fetched unless `sources.toml` switches it on, and only from the hosts it names.
"""
