"""Templates in files: the shipped JSON format and FHIR R4 Questionnaires, out and in."""
