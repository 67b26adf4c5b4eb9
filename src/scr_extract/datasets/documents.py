"""The tables about documents: `documents` and the `linked_resources` a bulletin names."""

from __future__ import annotations

from scr_extract.datasets.schema import INT, STRING, STRINGS, Column, Table

DOCUMENTS = Table(
    "documents",
    "One row per document ever ingested and not withdrawn, read or not.",
    ("document_id",),
    (
        Column("document_id", STRING, "The sha256 of the file's bytes, in hex.", required=True),
        Column("name", STRING, "The file's name when it was ingested. Data only: nothing is ever concluded from it.", required=True),
        Column("aliases", STRINGS, "Other names under which the same bytes were ingested.", required=True),
        Column("sha256", STRING, "The sha256 of the file's bytes, in hex; the name of its copy in the store.", required=True),
        Column("media_type", STRING, "The format the content showed, as a media type.", shared=True),
        Column(
            "kind", STRING, "bulletin (entries about several reviews), report (one review's own report) or other (no review found).", required=True, shared=True
        ),
        Column("layout", STRING, "The layout family most of its entries were found by; generic where no known family fits; null without entries.", shared=True),
        Column("title", STRING, "The document's own title where its format or first page states one."),
        Column("pages", INT, "Number of pages of the file; null where the format has none.", shared=True),
        Column("characters", INT, "Length of the canonical text in code points.", required=True),
        Column(
            "status",
            STRING,
            "How the reading ended: ok, partial (some pages unread), no_text, encrypted, malformed, unsupported, limit (too large or too slow) or crash.",
            required=True,
            shared=True,
        ),
        Column("ocr_pages", INT, "Number of pages whose text was recognised from a picture.", required=True, shared=True),
        Column("reader_version", STRING, "Which reader made the text, and its version.", shared=True),
        Column("source_url", STRING, "Where the file was fetched from; null for a local file."),
        Column("text_sha256", STRING, "The sha256 of the canonical text (UTF-8), the name of its copy under texts/; null where nothing was read."),
        Column("parent_id", STRING, "For an attachment: the document_id of the mail that carried it."),
        Column("superseded_by", STRING, "The document_id of the newest printing of the same; this one then gives rows to no other table but issues."),
    ),
)

LINKED_RESOURCES = Table(
    "linked_resources",
    "What a bulletin names for reading that is not a review: research, guidance, tools.",
    ("document_id", "start"),
    (
        Column("document_id", STRING, "The bulletin.", required=True),
        Column("topic", STRING, "The topic heading above it; null where there is none."),
        Column("title", STRING, "The words of its link, or else its first sentence or line, at most 120 characters.", required=True),
        Column("text", STRING, "All that the bulletin says of it, verbatim.", required=True),
        Column("urls", STRINGS, "The web addresses given, in order; they are data and were not followed.", required=True),
        Column("start", INT, "Offset of the text's first character in the document's text (code points from 0).", required=True),
        Column("end", INT, "Offset after the text's last character.", required=True),
    ),
)
