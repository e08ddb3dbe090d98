from django.http import HttpResponse


def inbox(r, **k):
    return HttpResponse("")


notices = years = run = flow = schedule = history = verify = pause = resume = reassign = cancel = step = agenda_pdf = inbox
