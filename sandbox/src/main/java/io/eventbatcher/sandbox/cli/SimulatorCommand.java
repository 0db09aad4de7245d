package io.eventbatcher.sandbox.cli;

import io.eventbatcher.cli.terminal.SpanOption;
import io.eventbatcher.sandbox.load.plan.LoadAccount;
import io.eventbatcher.sandbox.simulator.HubSpotSimulator;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.simulator.rules.Strictness;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the HubSpot simulator alone, until the process is told to stop. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs a stand-in for HubSpot's API on this machine. What it accepted: GET /_simulator/counters, /_simulator/inputs/ROUTE;"
                        + " faults: POST /_simulator/faults.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SimulatorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on; 0.0.0.0, as in a container, lets others in, too (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8085",
            description = "The port there; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--latency",
            paramLabel = "SPAN",
            defaultValue = "0",
            converter = SpanOption.BareMillis.class,
            description = "How long every answer takes, like 50ms (default: ${DEFAULT-VALUE}).")
    private Duration latency;

    @Option(
            names = "--token",
            defaultValue = HubSpotAccount.DEFAULT_TOKEN,
            description = "The bearer token that is let in (default: ${DEFAULT-VALUE}).")
    private String token;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = ",",
            defaultValue = "analytics.behavioral_events.send,crm.objects.marketing_events.write",
            description = "A scope of the token; may be repeated (default: ${DEFAULT-VALUE}).")
    private Set<String> scopes;

    @Option(
            names = "--hub-id",
            defaultValue = "" + HubSpotAccount.DEFAULT_HUB_ID,
            description = "The account; event names begin with pe<hub-id>_ (default: ${DEFAULT-VALUE}).")
    private long hubId;

    @Option(
            names = "--event",
            paramLabel = "NAME",
            split = ",",
            defaultValue = Option.NULL_VALUE,
            description =
                    "A defined event by its full name; may be repeated. Without any, those that 'event-batcher produce' publishes; "
                            + "'*' defines every name with the right prefix.")
    private Set<String> eventDefinitions;

    @Option(
            names = "--object-ids",
            paramLabel = "N",
            defaultValue = "" + LoadAccount.LAST_OBJECT_ID,
            description = "The marketing events with the object ids 1 to N exist (default: ${DEFAULT-VALUE}).")
    private long objectIds;

    @Option(
            names = "--reject-repeated-uuids",
            description = "Answers 400 to an event whose uuid was accepted before; without it, 204.")
    private boolean rejectRepeatedUuids;

    @Option(
            names = "--refuse-unknown-fields",
            description = "Answers 400 to a field that HubSpot does not document; without it, ignores the field.")
    private boolean refuseUnknownFields;

    @Option(
            names = "--refuse-other-types",
            description =
                    "Answers 400 to numbers and booleans as texts and to milliseconds as times; without it, takes them, as HubSpot was seen to do.")
    private boolean refuseOtherTypes;

    @Option(
            names = "--old-credentials",
            description = "Lets the v3 endpoint take the token as hapikey or private-app-legacy, too.")
    private boolean oldCredentials;

    @Option(names = "--no-rate-limits", description = "Leaves out HubSpot's rate limits.")
    private boolean noRateLimits;

    @Override
    public Integer call() {
        try (HubSpotSimulator simulator = HubSpotSimulator.start(settings())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("HubSpot simulator at " + simulator.baseUrl() + "; stop it with Ctrl-C.");
            out.flush();
            // never counted down: the command ends with the process, or by an interrupt
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private Set<String> definitions() {
        if (eventDefinitions == null) {
            return LoadAccount.eventNames();
        }
        return eventDefinitions.contains("*") ? Set.of() : eventDefinitions;
    }

    private SimulatorSettings settings() {
        HubSpotAccount account = HubSpotAccount.defaults()
                .withHubId(hubId)
                .withOnlyToken(token)
                .withToken(token, scopes)
                .withEventDefinitions(definitions())
                .withObjectIds(HubSpotAccount.objectIdsBetween(1, objectIds));
        return SimulatorSettings.defaults()
                .withHost(host)
                .withPort(port)
                .withAccount(account)
                .withLimits(noRateLimits ? RateLimits.none() : RateLimits.defaults())
                .withLatency(latency)
                .withRepeatedUuids(rejectRepeatedUuids ? RepeatedUuids.REJECTED : RepeatedUuids.ACCEPTED_SILENTLY)
                .withStrictness(new Strictness(refuseUnknownFields, refuseOtherTypes))
                .withOldCredentials(oldCredentials);
    }
}
