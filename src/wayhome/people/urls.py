"""The room's pages."""

from django.urls import path

from wayhome.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("review/", views.review, name="review"),
    path("review/next/", views.review_next, name="next"),
    path("review/<str:reference>/", views.pair, name="pair"),
    path("review/<str:reference>/answer/", views.answer, name="answer"),
    path("review/<str:reference>/skip/", views.skip, name="skip"),
    path("decisions/<str:reference>/undo/", views.undo, name="undo"),
    path("weights/", views.weights, name="weights"),
    path("<str:reference>/", views.person, name="person"),
]
