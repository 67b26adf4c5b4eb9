"""The reviewers' desk: a web app of server-made pages over one `processed/` folder and one store of corrections.

It is the only place that knows a web framework. It listens on this machine alone unless it is given named users, asks
nothing of any other machine, and works without JavaScript; `serve.run` starts it, `app.desk` makes it for tests.
"""
