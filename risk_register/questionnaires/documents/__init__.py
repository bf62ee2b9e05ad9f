"""Questionnaires that are no workbooks: data files, Word documents and PDF forms, one family a module."""
