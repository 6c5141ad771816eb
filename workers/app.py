"""The Celery application: `celery -A workers.app worker`. Settings follow from what Redis brokers were seen to lose.

The ledger is the truth: a message carries a job's key and nothing else, so a lost or doubled one costs a look at a row.
"""

from celery import Celery

from workers.settings import settings

PRIORITY_STEPS = [0, 3, 6, 9]
"""Workers go by these first and by queue second, so previews use those below 5 and the bulk the others."""

app = Celery("livery", broker=settings().broker_url or None, include=["workers.tasks", "workers.pulse"])
app.conf.update(
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=840,
    task_time_limit=900,
    task_publish_retry_policy={"max_retries": 1, "interval_max": 0.2},
    task_default_queue="preview",
    task_create_missing_queues=True,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_max_tasks_per_child=200,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 3600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_connect_timeout": 3,
        "socket_keepalive": True,
        "health_check_interval": 10,
        "queue_order_strategy": "priority",
        "priority_steps": PRIORITY_STEPS,
        "global_keyprefix": "livery:",
    },
)
