package io.eventbatcher.monitoring;

import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from the table of metrics. */
final class MetricsPage {
    private static final String HEAD = """
        # Metrics

        <!-- Made from io.eventbatcher.monitoring.ServiceMetric: change a row there, then
             mvn -Dquick -pl app -am test -Dtest=MetricsTest -Dsurefire.failIfNoSpecifiedTests=false -Devent-batcher.regenerate=true -->

        With `http.port` in the [configuration](configuration.md) an instance serves four pages; without it nothing listens.

        | page | what it says |
        |---|---|
        | `/health/live` | 200 unless a restart would help: a half has ended, a thread hangs although Kafka answers, the heartbeat stands still. An outage of Kafka, HubSpot or the registry, a halt, a held partition, the start and the stop leave it at 200 |
        | `/health/ready` | 200 or 503 with the sentence of `event-batcher health`; 503 from the first moment of a stop on |
        | `/metrics` | all metrics, in Prometheus' text format |
        | `/status` | the JSON of `event-batcher status --json` about the whole system, at most two seconds old |

        ```
        EVENT_BATCHER_HTTP_PORT=9464 event-batcher run -c event-batcher.yaml
        curl -s http://127.0.0.1:9464/metrics | grep ^event_batcher_route_state
        ```

        [monitoring/](../monitoring) has [alert rules](../monitoring/alerts.yml), each with a section in the [runbooks](runbooks.md), and a
        [dashboard](../monitoring/dashboard.json) for Grafana that shows the flow on one screen. `docker-compose --profile monitoring up` starts Prometheus with
        the rules at http://127.0.0.1:9090.

        In a container set `http.host: 0.0.0.0`, and publish the port to the network of the monitoring only. In Kubernetes `/health/ready` is for
        the startup and the readiness probe, `/health/live` for the liveness probe. Docker's health check of the image is that of
        `event-batcher health`, which tells readiness: where unhealthy containers are restarted, as by Swarm, probe `/health/live` instead.

        ## The service's own metrics

        Each instance tells its own part: sum over instances. No tag holds a uuid, an e-mail address or the name of an event. Counters begin at 0
        with each start; batches and dead letters of an aborted transaction count again. The accounts that add up to the event are those of
        `event-batcher audit`.

        | metric | type | unit | tags | what it says |
        |---|---|---|---|---|
        """;

    private static final String TAIL = """

        ## Metrics of the libraries

        | names | what they are |
        |---|---|
        | `kafka_stream_*`, `kafka_consumer_*`, `kafka_producer_*`, `kafka_admin_client_*` | Kafka Streams' threads and tasks, and the Kafka clients: lag (`kafka_consumer_fetch_manager_records_lag_max`), commits, restores |
        | `jvm_*`, `process_*`, `system_*` | memory, collections, threads and processor time of the process |

        Where Kafka Streams has the uuid of its process in `client_id` and `thread_id`, the name of the instance stands here. Each topic stands once, with the
        dots of its name. Left out, because they would be two thirds of a scrape, are Kafka's metrics of single tasks, stores and brokers, of partitions all but
        the lag, and the rates, which `rate(…_total)` gives. These are used by the alerts and the dashboard:

        | metric | what it says |
        |---|---|
        | `kafka_consumer_fetch_manager_records_lag` | Records of a partition that a consumer of the instance has not fetched yet. |
        | `jvm_memory_used_bytes`, `jvm_memory_max_bytes` | Memory by area; the heap is the area `heap`. |
        | `process_cpu_usage` | The process's part of the machine's processors, 0 to 1. |
        | `up` | Prometheus' own: 0 while the port of an instance does not answer. |

        ## Questions and answers

        | question | query |
        |---|---|
        | events a second that HubSpot takes | `sum by (route) (rate(event_batcher_delivered_events_total[5m]))` |
        | how full batches are | `sum by (route) (rate(event_batcher_batched_events_total[5m])) / sum by (route) (rate(event_batcher_batches_total[5m])) / max by (route) (event_batcher_batch_most_events)` |
        | the part of requests that HubSpot refuses | `sum by (route) (rate(event_batcher_request_seconds_count{status!~"2.."}[5m])) / sum by (route) (rate(event_batcher_request_seconds_count[5m]))` |
        | the slowest twentieth of requests | `histogram_quantile(0.95, sum by (route, le) (rate(event_batcher_request_seconds_bucket[5m])))` |
        | a route that does not flow | `max by (route, state) (event_batcher_route_state{state!="open"}) == 1` |
        | how late events are, and where they wait | `max by (route, stage) (event_batcher_oldest_age_seconds)` |
        | when the account's requests of the day run out | `event_batcher_quota_day_left_requests / -deriv(event_batcher_quota_day_left_requests[30m])` (seconds) |
        | the month's behavioral events at its end, if the service goes on as in the last day | `sum(event_batcher_quota_month_used_events) + sum(rate(event_batcher_delivered_events_total{route="behavioral"}[1d])) * max(event_batcher_quota_month_renewal_seconds)` |
        | the part of the rate in use | `sum by (quota) (event_batcher_rate_used_requests_per_second) / max by (quota) (event_batcher_rate_allowed_requests_per_second)` |
        """;

    private MetricsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (ServiceMetric metric : ServiceMetric.values()) {
            String type = metric.kind().name().toLowerCase(java.util.Locale.ROOT);
            row(page, metric.prometheusName(), type, metric, metric.help());
            if (metric.kind() == ServiceMetric.Kind.HISTOGRAM) {
                row(page, metric.prometheusName() + "_max", "gauge", metric, "The longest in the last minutes.");
            }
        }
        return page.append(TAIL).toString();
    }

    private static void row(StringBuilder page, String name, String type, ServiceMetric metric, String help) {
        String tags = metric.tags().stream()
                .map(tag -> "`" + tag.replace('.', '_') + "`")
                .collect(Collectors.joining(", "));
        page.append("| `%s` | %s | %s | %s | %s |\n"
                .formatted(name, type, metric.unit().replace('_', ' '), tags, help));
    }
}
