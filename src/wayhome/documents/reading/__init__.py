"""Reads a document into facts that point at their own words; what it does not say stays null."""

from wayhome.documents.reading.model import Context, Fact, Incident, Reading, Remark, Unreadable
from wayhome.documents.reading.reader import read, read_bytes

__all__ = ["Context", "Fact", "Incident", "Reading", "Remark", "Unreadable", "read", "read_bytes"]
