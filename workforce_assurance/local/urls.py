"""The product's pages, and the mailbox of this machine."""

from workforce_assurance.urls import handler400, handler403, handler404, handler500
from workforce_assurance.urls import urlpatterns as product_pages

from .mailbox_pages import urlpatterns as mailbox_pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*product_pages, *mailbox_pages]
