"""Pages of the door: send a list, look at what it would do, say yes, read what it did."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wayhome.accounts.access import roles, signed_in
from wayhome.accounts.models import User
from wayhome.accounts.roles import Role
from wayhome.intake import kinds, reading, selectors, services
from wayhome.intake.forms import COLUMN_LABELS, MappingForm, UploadForm
from wayhome.intake.models import Submission, SubmissionState
from wayhome.intake.reading import Understood
from wayhome.intake.tables import Refused
from wayhome.intake.versions import NamedList
from wayhome.vocabulary import codes

READERS = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER, Role.REVIEWER)
SENDERS = (Role.AGENCY_ADMINISTRATOR, Role.CASE_WORKER, Role.FIELD_OFFICER)
ROWS_A_PAGE = 100
SAMPLE_ROWS = 10


@require_GET
@roles(*READERS)
def submissions(request: HttpRequest) -> HttpResponse:
    """List what arrived, newest first."""
    found = selectors.submissions(signed_in(request))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "intake/submissions.html", {"page": page})


@require_http_methods(["GET", "POST"])
@roles(*SENDERS)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, keep it, and go on to what it would do."""
    user = signed_in(request)
    initial = {"kind": request.GET.get("kind"), "target": request.GET.get("target")}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return _received(user, form)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.errors else 200
    return render(request, "intake/upload.html", {"form": form}, status=status)


def _received(user: User, form: UploadForm) -> HttpResponseRedirect:
    sent, said = form.cleaned_data["file"], form.cleaned_data
    data = sent.read()
    target = said["target"] if said["kind"] == "encounter" else ""
    reading.look(data, sent.name, said["kind"])  # a file nobody can read is not kept
    assert user.agency is not None  # noqa: S101  every sender's role has an agency (database constraint)
    submission, new = services.receive_file(
        agency=user.agency,
        sender=user,
        kind=said["kind"],
        filename=sent.name,
        data=data,
        series=target or said["series"],
        target=target,
    )
    address = reverse("intake:submission", args=[submission.reference])
    return HttpResponseRedirect(address if new else f"{address}?again=1")


@require_http_methods(["GET", "POST"])
@roles(*READERS)
def submission(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a submission: the preview while it waits for a yes, afterwards what became of it.

    ``?columns`` shows the preview of one that is in once more, to say which column is which anew.
    """
    user = signed_in(request)
    found = selectors.submission(user, reference)
    remapping = selectors.can_be_read_anew(found, user) and user.has_role(*SENDERS)
    waiting = found.kind in kinds.codes() and found.state == SubmissionState.RECEIVED
    if waiting or (remapping and "columns" in request.GET):
        return _preview(request, user, found)
    if found.state != SubmissionState.QUEUED:  # a page that only waits shows nobody yet
        services.log_view(submission=found, user=user)
    return render(
        request, "intake/submission.html", {**_result(request, found), "remapping": remapping}
    )


def _preview(request: HttpRequest, user: User, found: Submission) -> HttpResponse:
    data = selectors.original(found)
    recognised = reading.look(data, found.filename, found.kind)
    understood = _as_taken_in(found, data, recognised)
    header, chosen = understood.table.header, understood.first_headers
    form = MappingForm(header, request.POST or None, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        # What was recognised may be more than the form asks: several columns that feed the notes.
        columns = None if form.columns() == recognised.first_headers else form.columns()
        try:
            understood = reading.look(data, found.filename, found.kind, columns)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            may = user.has_role(*SENDERS) and not understood.trouble
            if "take-in" in request.POST and may:
                try:
                    return _said_yes(user, found, data, understood, columns)
                except Refused as refusal:  # the page below says which list came after it
                    form.add_error(None, str(refusal))
    context = _preview_context(found, understood)
    services.log_preview(submission=found, user=user)
    return render(request, "intake/preview.html", {**context, "form": form, "submission": found})


def _as_taken_in(found: Submission, data: bytes, recognised: Understood) -> Understood:
    """Return how a list that is in was understood; what was recognised of one that is not."""
    if found.state != SubmissionState.IMPORTED or found.mapping == recognised.headers:
        return recognised
    columns = {name: headers[0] for name, headers in found.mapping.items()}
    return reading.look(data, found.filename, found.kind, columns)


def _said_yes(
    user: User,
    found: Submission,
    data: bytes,
    understood: Understood,
    columns: Mapping[str, str] | None,
) -> HttpResponseRedirect:
    """Take a list in; one that is in already only where its columns are others now."""
    if found.state == SubmissionState.IMPORTED:
        found, _new = services.receive_file(
            agency=found.agency,
            sender=user,
            kind=found.kind,
            filename=found.filename,
            data=data,
            series=found.series,
            target=found.target,
            headers=understood.headers,
        )
    again = "?again=1" if found.state == SubmissionState.IMPORTED else ""
    services.confirm(submission=found, user=user, columns=columns)
    return HttpResponseRedirect(reverse("intake:submission", args=[found.reference]) + again)


def _preview_context(found: Submission, understood: Understood) -> dict[str, Any]:
    outcome = reading.plan(
        understood,
        agency=found.agency,
        kind=found.kind,
        series=found.series,
        target=found.target,
    )
    gone, kept = outcome.count("gone"), outcome.count("unchanged") + outcome.count("changed")
    sample = understood.reading.accepted[:SAMPLE_ROWS]
    shown = [name for name in COLUMN_LABELS if any(name in row.values for row in sample)]
    return {
        "summary": reading.summarise(understood, outcome),
        "sheet": understood.table.sheet,
        "trouble": understood.trouble,
        # More than half of the earlier version missing: rather another list than its next version.
        "other_list": {"gone": gone, "before": gone + kept} if gone > kept else None,
        "columns": [COLUMN_LABELS[name] for name in shown],
        "sample": [(row.row, [_in_words(name, row.values) for name in shown]) for row in sample],
        "again": found.state == SubmissionState.IMPORTED,
        "newer": NamedList.of(found).newer_than(found),
        "unmapped": [understood.table.header[at] for at in understood.mapping.unmapped],
    }


def _in_words(name: str, values: Mapping[str, str]) -> str:
    """Return what a row says in a column; a nationality, which was read as a code, by name."""
    said = values.get(name, "")
    if name == "nationality" and said in codes("country"):
        return codes("country").label(said, get_language() or "en")
    return said


def _result(request: HttpRequest, found: Submission) -> dict[str, Any]:
    summary: Mapping[str, Any] = found.summary or {}
    shown = request.GET.get("show", "")
    changes = [
        change for change in summary.get("outcome", []) if not shown or change["change"] == shown
    ]
    page = Paginator(changes, ROWS_A_PAGE).get_page(request.GET.get("page"))
    for change in page:
        change["labels"] = [COLUMN_LABELS.get(name, name) for name in change.get("fields", ())]
    return {
        "submission": found,
        "summary": summary,
        "page": page,
        "shown": shown,
        "again": request.GET.get("again") == "1",
        "mapping": [
            (COLUMN_LABELS[name], found.mapping[name])
            for name in COLUMN_LABELS
            if found.state == SubmissionState.IMPORTED and name in found.mapping
        ],
        "working": found.state == SubmissionState.QUEUED,
    }


@require_GET
@roles(*READERS)
def original(request: HttpRequest, reference: str) -> HttpResponse:
    """Give back the file as it arrived; taking it out again is logged."""
    user = signed_in(request)
    found = selectors.submission(user, reference)
    data = services.open_original(submission=found, user=user)
    disposition = content_disposition_header(as_attachment=True, filename=found.filename)
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={"Content-Disposition": disposition or "attachment"},
    )


@require_POST
@roles(*SENDERS)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Say no to a list that waits for a yes: nothing of it is taken in, the original stays kept."""
    user = signed_in(request)
    services.withdraw(submission=selectors.submission(user, reference), user=user)
    return redirect("intake:submission", reference)
