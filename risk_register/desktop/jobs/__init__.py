"""What pages, forms and dialogs ask of the register: plain functions, a module a topic, that run in the worker.

They know no widget and give frozen values back; what they call of the program is imported when first called.
"""
