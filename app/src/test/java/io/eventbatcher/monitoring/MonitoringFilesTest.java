package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Compares alert rules, their tests, runbooks and the dashboard with one another and with the table of metrics. */
class MonitoringFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DASHBOARD = ROOT.resolve("monitoring/dashboard.json");
    private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks.md");
    private static final int SCREEN_WIDTH = 24;
    private static final int SCREEN_HEIGHT = 30;

    /** Label matchers, names of labels, and texts of a query. */
    private static final Pattern NO_METRIC = Pattern.compile("\\{[^}]*}|\"[^\"]*\"|\\b(by|on|without) *\\([^)]*\\)");

    /** A name that is no function. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-zA-Z_:][\\w:]*\\b(?! *\\()");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    @Test
    void shouldHaveARunbookForEachAlertAndAnAlertForEachRunbook() throws IOException {
        // Given
        Map<String, Map<String, String>> alerts = new TreeMap<>();
        rules().forEach(rule -> alerts.put(text(rule, "alert"), annotations(rule)));

        // When
        List<String> runbooks = matches("(?m)^## (EventBatcher\\w+)$", Files.readString(RUNBOOKS));

        // Then
        assertThat(runbooks).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(alerts.keySet());
        alerts.forEach((alert, annotations) -> {
            assertThat(annotations).containsEntry("runbook", "docs/runbooks.md#" + alert.toLowerCase(Locale.ROOT));
            assertThat(annotations.get("summary")).as(alert).isNotBlank().endsWith(".");
        });
    }

    @Test
    void shouldTryEachAlertBeforeDuringAndAfterItsFault() throws IOException {
        // Given
        Map<String, List<Boolean>> expected = new TreeMap<>();
        rules().forEach(rule -> expected.put(text(rule, "alert"), List.of(false, true, false)));

        // When
        Map<String, List<Boolean>> tried = new TreeMap<>();
        for (Map<String, Object> test : maps(yaml("monitoring/alerts-test.yml").get("tests"))) {
            for (Map<String, Object> look : maps(test.get("alert_rule_test"))) {
                tried.computeIfAbsent(text(look, "alertname"), unseen -> new ArrayList<>())
                        .add(!maps(look.get("exp_alerts")).isEmpty());
            }
        }

        // Then
        assertThat(tried).isEqualTo(expected);
    }

    @Test
    void shouldAskForDocumentedMetricsOnly() throws IOException {
        // Given
        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/metrics.md"))) {
            if (line.startsWith("| `")) {
                documented.addAll(matches("`([a-z]\\w*)`", line.substring(0, line.indexOf('|', 1))));
            }
        }
        for (String part : List.of("_bucket", "_count", "_sum")) {
            documented.add(ServiceMetric.REQUEST.prometheusName() + part);
        }

        // When
        Map<String, Set<String>> used = new HashMap<>();
        rules().forEach(rule -> used.put(text(rule, "alert"), metrics(text(rule, "expr"))));
        for (JsonNode panel : panels()) {
            panel.path("targets")
                    .forEach(target -> used.computeIfAbsent(panel.path("title").asText(), unseen -> new TreeSet<>())
                            .addAll(metrics(target.path("expr").asText())));
        }

        // Then
        assertThat(used)
                .allSatisfy((place, metrics) -> assertThat(metrics).isNotEmpty().isSubsetOf(documented));
    }

    @Test
    void shouldShowTheWholeFlowOnOneScreen() throws IOException {
        // Given
        List<Set<ServiceMetric>> flow = List.of(
                Set.of(ServiceMetric.READ),
                Set.of(ServiceMetric.DUPLICATES),
                Set.of(ServiceMetric.BATCHES, ServiceMetric.BATCHED),
                Set.of(ServiceMetric.WAITING, ServiceMetric.OLDEST_AGE, ServiceMetric.IN_FLIGHT),
                Set.of(ServiceMetric.OUTCOMES, ServiceMetric.REQUEST, ServiceMetric.DELIVERED),
                Set.of(ServiceMetric.DEAD_LETTERS),
                Set.of(ServiceMetric.ROUTE_STATE, ServiceMetric.SOURCE_STATE, ServiceMetric.HEALTHY));

        // When
        JsonNode panels = panels();

        // Then
        String queries = panels.findValuesAsText("expr").toString();
        assertThat(flow)
                .allSatisfy(stage -> assertThat(stage)
                        .allSatisfy(metric -> assertThat(queries).contains(metric.prometheusName())));
        Set<String> taken = new TreeSet<>();
        for (JsonNode panel : panels) {
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "," + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                    assertThat(x).isLessThan(SCREEN_WIDTH);
                    assertThat(y).isLessThan(SCREEN_HEIGHT);
                }
            }
        }
    }

    private static List<Map<String, Object>> rules() throws IOException {
        return maps(yaml("monitoring/alerts.yml").get("groups")).stream()
                .flatMap(group -> maps(group.get("rules")).stream())
                .toList();
    }

    private static JsonNode panels() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels");
    }

    private static Set<String> metrics(String query) {
        return METRIC.matcher(NO_METRIC.matcher(query).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return map(new Yaml().load(Files.readString(ROOT.resolve(file))));
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    private static Map<String, String> annotations(Map<String, Object> rule) {
        Map<String, String> annotations = new TreeMap<>();
        map(rule.get("annotations")).forEach((name, value) -> annotations.put(name, String.valueOf(value)));
        return annotations;
    }

    @SuppressWarnings("unchecked") // the form of the files
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static List<Map<String, Object>> maps(@Nullable Object value) {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().map(MonitoringFilesTest::map).toList();
    }
}
