"""Document templates (шаблоны документов): a tenant's own DOCX with named fields, read by our own reader.

What people typed never reaches a template engine: a field is a name between braces that the document's form
offers, and its value is set as plain text. Nothing here knows a database or a request.
"""
