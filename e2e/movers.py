"""Puts a mailbox into HyperKitty, Mailman's archive, by its own command, and prints what stands in it then.

    movers.py FOLDER LIST@HOST FILE

FOLDER takes its database. Prints JSON: `said`, whatever it complained of, and `threads`, the Message-IDs
of each.
"""
import io
import json
import sys
import warnings

import django
from django.conf import settings
from django.core.management import call_command

folder, address, file = sys.argv[1:]

# What HyperKitty needs to be there, with nobody to ask: no Mailman runs, and nothing is served.
settings.configure(
    SECRET_KEY="for an hour",
    USE_TZ=True,
    SITE_ID=1,
    INSTALLED_APPS=[
        "hyperkitty",
        "django_mailman3",
        "django_q",
        "haystack",
        "rest_framework",
        "compressor",
        "django_gravatar",
        "django_extensions",
        "allauth",
        "allauth.account",
        "allauth.socialaccount",
        *(f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "sites", "messages", "staticfiles")),
    ],
    MIDDLEWARE=["allauth.account.middleware.AccountMiddleware"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/hyperkitty.db"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
    Q_CLUSTER={"orm": "default", "sync": True},
    ROOT_URLCONF="hyperkitty.urls",
    STATIC_URL="/static/",
    STATIC_ROOT=f"{folder}/static",
    MAILMAN_REST_API_URL="http://127.0.0.1:9",
    MAILMAN_REST_API_USER="nobody",
    MAILMAN_REST_API_PASS="nothing",
    MAILMAN_ARCHIVER_KEY="nothing",
    MAILMAN_ARCHIVER_FROM=("127.0.0.1",),
)
warnings.simplefilter("ignore")
django.setup()

from hyperkitty.models import Thread  # noqa: E402  (it needs the settings)

call_command("migrate", verbosity=0)
out, complaints = io.StringIO(), io.StringIO()
call_command("hyperkitty_import", file, list_address=address, no_sync_mailman=True, stdout=out, stderr=complaints)
threads = [sorted(thread.emails.values_list("message_id", flat=True)) for thread in Thread.objects.all()]
print(json.dumps({"said": complaints.getvalue(), "threads": sorted(threads)}))
