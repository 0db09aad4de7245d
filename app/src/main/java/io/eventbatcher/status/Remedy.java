package io.eventbatcher.status;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;

/** The next step of an operator. Reasons name the fault; a remedy names the command, or says that none is needed. */
final class Remedy {
    private static final String RESUME = "event-batcher lanes resume ";
    private static final String LOG = "The log of the instance tells more. ";

    private Remedy() {}

    /** @param name a route's label, or a topic */
    static String of(Stage stage, LaneCause cause, String name) {
        return switch (StateName.labelled(cause.state())) {
            case PAUSED -> RESUME + name;
            case HALTED -> halted(stage, name);
            case PARKED ->
                "None: sending goes on by itself, at the time given at the latest; earlier with " + RESUME + name + ".";
            case DOWN, RETRYING -> "None here: tries go on by themselves until HubSpot answers.";
            case RESTORING ->
                "None while records are read: give state-dir a volume that outlives the instance. If none is read for minutes, see"
                        + " docs/operations.md, \"When a partition stands still\".";
            case HELD ->
                "Have producers send the lost records again, then: event-batcher lanes accept-loss --source " + name
                        + ". docs/operations.md tells how losses are counted.";
            case WAITING -> "Mend the registry, or the access to it; records go on by themselves.";
            case UNATTENDED -> "Start an instance; another one takes the lanes over within a minute.";
            case GROWING -> "Add instances, or let producers rest; look at the later stages first.";
            case BLOCKED -> "kafka-transactions.sh find-hanging, then abort; see docs/operations.md.";
            case FAILING, OPEN, FLOWING, IDLE, UNKNOWN -> failing(stage);
        };
    }

    private static String halted(Stage stage, String name) {
        return switch (stage) {
            case SOURCE, REPLAYS ->
                "Mend what the reason names; probes go on by themselves, at once after " + RESUME + "--source " + name
                        + ".";
            case INGEST -> "Mend what the reason names; threads start again by themselves.";
            default -> "Mend what the reason names; probes go on by themselves, at once after " + RESUME + name + ".";
        };
    }

    private static String failing(Stage stage) {
        return switch (stage) {
            case SETTLING ->
                "Mend the topic that the reason names; settling goes on by itself, and nothing is sent again.";
            case SOURCE, INGEST, BATCHING, LANES -> LOG + "If nothing moves within minutes, restart the instance.";
            default -> LOG + "Restart the instance if the trouble lasts.";
        };
    }
}
