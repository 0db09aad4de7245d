package io.eventbatcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.audit.Auditor;
import io.eventbatcher.audit.Discrepancy;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.cli.terminal.SpanOption;
import io.eventbatcher.config.Settings;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.KafkaClients;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.time.Clocks;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Audits the running service. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up the books of a running service, by route: consumed = delivered + duplicates + dead-lettered + waiting. Where they"
                    + " do not add up, it says between which two stages. Reads only.",
            "Lost before reading are records that were deleted before the service read them, and whose loss an operator has accepted"
                    + " ('lanes accept-loss'); a loss that nobody has accepted is a gap.",
            "The exit status is 1 when there is a gap. While events move, small gaps can hide behind what moves; 'balanced' is"
                    + " exact, 'moving' is as far as can be told."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--route", paramLabel = "ROUTE", description = "Only this route: behavioral, for instance.")
    private @Nullable String only;

    @Option(
            names = "--patience",
            paramLabel = "SPAN",
            defaultValue = "15s",
            converter = SpanOption.BareSeconds.class,
            description =
                    "How long to look again while the books move or do not add up; ${DEFAULT-VALUE} unless given.")
    private Duration patience;

    @Option(names = "--json", description = "Prints a JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = configuration.readWithoutHubSpot();
        List<Route> routes = routes(settings);
        Predicate<String> isMissing = KafkaErrorMessages.missing(settings);
        KafkaErrorMessages.missing(Auditor.topics(settings, routes), isMissing).ifPresent(missing -> {
            throw new CommandFailedException("The books cannot be read: " + missing + ".");
        });
        KafkaErrorMessages.missing(Auditor.sources(settings, routes), isMissing)
                .ifPresent(missing -> spec.commandLine()
                        .getErr()
                        .println("Without a source topic, the audit begins behind ingest: " + missing + "."));
        try (Admin admin = KafkaClients.admin(settings)) {
            List<RouteAudit> audits = new Auditor(settings, admin, Clocks.SYSTEM).audit(routes, patience);
            print(audits);
            return audits.stream().allMatch(RouteAudit::balanced) ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (KafkaException failure) {
            throw new CommandFailedException(
                    "The books cannot be read: " + KafkaErrorMessages.explain(failure, settings) + ".");
        }
    }

    private List<Route> routes(Settings settings) {
        List<Route> enabled = settings.enabledRoutes();
        if (only == null) {
            return enabled;
        }
        List<Route> chosen =
                enabled.stream().filter(route -> route.label().equals(only)).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--route: '" + only + "' is no route that is enabled here; these are: " + enabled);
        }
        return chosen;
    }

    private void print(List<RouteAudit> audits) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(audits));
            out.flush();
            return;
        }
        Columns table = new Columns();
        table.add(
                "route",
                "consumed",
                "delivered",
                "duplicates",
                "dead-lettered",
                "waiting",
                "gap",
                "lost-before-reading",
                "books");
        audits.forEach(route -> table.add(
                route.route().label(),
                String.valueOf(route.consumed()),
                String.valueOf(route.delivered()),
                String.valueOf(route.duplicates()),
                String.valueOf(route.deadLettered()),
                String.valueOf(route.waiting()),
                String.valueOf(route.gap()),
                String.valueOf(route.lost()),
                state(route)));
        table.print(out);
        audits.forEach(route -> route.gaps()
                .forEach(gap -> out.println(
                        Printable.of(route.route().label() + ", " + gap.where() + ": " + gap.sentence() + "."))));
        out.flush();
    }

    private static String state(RouteAudit route) {
        if (!route.balanced()) {
            return "GAP";
        }
        return route.still() ? "balanced" : "moving";
    }

    private static String json(List<RouteAudit> audits) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("balanced", audits.stream().allMatch(RouteAudit::balanced));
        ArrayNode routes = root.putArray("routes");
        for (RouteAudit route : audits) {
            ObjectNode row = routes.addObject()
                    .put("route", route.route().label())
                    .put("consumed", route.consumed())
                    .put("delivered", route.delivered())
                    .put("duplicates", route.duplicates())
                    .put("deadLettered", route.deadLettered())
                    .put("waiting", route.waiting())
                    .put("gap", route.gap())
                    .put("lostBeforeReading", route.lost())
                    .put("books", state(route));
            ArrayNode gaps = row.putArray("gaps");
            for (Discrepancy gap : route.gaps()) {
                gaps.addObject()
                        .put("where", gap.where())
                        .put("events", gap.events())
                        .put("sentence", gap.sentence());
            }
        }
        return JsonText.of(root);
    }
}
