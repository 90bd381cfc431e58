"""The scripted test for Locust: POST JSON, parse the answer, check it. The user class is chosen on the command line."""

from locust import FastHttpUser, HttpUser, constant


def chat(user):
    question = {"message": "What is a pod?", "conversation_id": f"c-{id(user)}"}
    with user.client.post("/chat", json=question, catch_response=True) as response:
        if response.status_code != 200:
            response.failure("not 200")
        else:
            answer = response.json()
            if not answer.get("response") or not answer.get("timestamp"):
                response.failure("no response or timestamp")


class FastVisitor(FastHttpUser):
    wait_time = constant(0)
    tasks = [chat]


class RequestsVisitor(HttpUser):
    wait_time = constant(0)
    tasks = [chat]
