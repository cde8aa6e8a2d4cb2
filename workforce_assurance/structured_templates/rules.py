"""Who may do what with templates."""

import rules

from workforce_assurance.people.reach import is_administrator

manages_templates = rules.predicate(is_administrator)

rules.add_perm("structured_templates.manage_templates", manages_templates)
