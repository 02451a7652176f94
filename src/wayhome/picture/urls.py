"""The room's pages."""

from django.urls import path

from wayhome.picture import views

app_name = "picture"
urlpatterns = [
    path("", views.today, name="overview"),
    path("search/", views.find, name="search"),
]
