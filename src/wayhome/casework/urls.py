"""The room's pages."""

from django.urls import path

from wayhome.casework import views

app_name = "casework"
urlpatterns = [
    path("requests/", views.requests, name="requests"),
    path("requests/new/", views.request_new, name="request_new"),
    path("requests/<str:reference>/", views.request_page, name="request"),
    path("encounters/", views.encounters, name="encounters"),
    path("encounters/new/", views.encounter_new, name="encounter_new"),
    path(
        "encounters/from/<str:reference>/",
        views.encounter_from_document,
        name="encounter_from_document",
    ),
    path("encounters/<str:reference>/", views.encounter, name="encounter"),
    path("encounters/<str:reference>/edit/", views.encounter_edit, name="encounter_edit"),
    path("encounters/<str:reference>/people/", views.encounter_people, name="encounter_people"),
    path("cases/", views.board, name="cases"),
    path("cases/all/", views.case_list, name="case_list"),
    path("cases/<str:reference>/", views.case, name="case"),
    path("cases/<str:reference>/clocks/", views.case_clocks, name="case_clocks"),
    path("cases/<str:reference>/pause/", views.case_pause, name="case_pause"),
]
