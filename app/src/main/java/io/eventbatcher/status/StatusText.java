package io.eventbatcher.status;

import io.eventbatcher.control.StateName;
import io.eventbatcher.log.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status as text of at most 100 columns: a line for each stage that is not well, its causes below, and one line for all others. */
public final class StatusText {
    static final int WIDTH = 100;

    private static final int MOST_PLACES = 6;
    private static final Set<StateName> GRAVE = EnumSet.of(
            StateName.HALTED,
            StateName.HELD,
            StateName.UNATTENDED,
            StateName.PAUSED,
            StateName.FAILING,
            StateName.BLOCKED);
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final SystemStatus status;
    private final boolean colours;
    private final List<String> lines = new ArrayList<>();

    private StatusText(SystemStatus status, boolean colours) {
        this.status = status;
        this.colours = colours;
    }

    /** The lines; colours are for terminals. */
    public static List<String> of(SystemStatus status, boolean colours) {
        StatusText text = new StatusText(status, colours);
        text.head();
        StageGroup.of(status.stages()).forEach(text::group);
        text.well();
        return text.lines;
    }

    private void head() {
        String instances = status.instances().isEmpty()
                ? "no instance heard"
                : "instances: " + String.join(", ", status.instances());
        String silent = status.silent().isEmpty() ? "" : "; silent: " + String.join(", ", status.silent());
        wrap("", status.application() + ", " + seconds(status.at()) + "; " + instances + silent);
    }

    private void group(StageGroup group) {
        String head = String.format(
                Locale.ROOT, "%-17s %-11s ", group.routes(), group.stage().label());
        String rest = group.state() + waiting(group.waiting(), group.oldest());
        lines.add(head
                + rest.replace(
                        group.state(),
                        paint(GRAVE.contains(StateName.labelled(group.state())) ? RED : YELLOW, group.state())));
        group.causes().forEach(this::cause);
        group.retried().forEach(this::retried);
    }

    private String waiting(long waiting, @Nullable Instant oldest) {
        if (waiting == 0) {
            return "";
        }
        String age = oldest == null ? "" : ", the oldest for " + age(Duration.between(oldest, status.at()));
        return String.format(Locale.ROOT, "  %,d waiting%s", waiting, age);
    }

    private void cause(StatusCause cause) {
        String span = text(" since ", cause.since()) + text(" until ", cause.until());
        wrap("  ", cause.state() + span + ": " + cause.reason());
        if (!cause.where().isEmpty()) {
            wrap("    ", "Where: " + places(cause.where()));
        }
        wrap("    ", "Remedy: " + cause.remedy());
    }

    private static String places(List<String> where) {
        int more = where.size() - MOST_PLACES;
        return more <= 0
                ? String.join(", ", where)
                : String.join(", ", where.subList(0, MOST_PLACES)) + " and " + more + " more";
    }

    private void retried(StageStatus.Retried one) {
        wrap(
                "    ",
                "Request of " + one.lane() + ": try " + one.request().attempt() + " since "
                        + seconds(one.request().since())
                        + text(", the next at ", one.request().nextTry()) + ". Last answer: "
                        + one.request().answer());
    }

    private void well() {
        String waits = status.waiting() == 0
                ? " Nothing waits."
                : String.format(Locale.ROOT, " %,d events are on their way.", status.waiting());
        long well = status.stages().stream().filter(StageStatus::well).count();
        if (status.well()) {
            lines.add(paint(GREEN, "All is well.") + waits);
        } else if (well > 0) {
            lines.add(paint(GREEN, "The other " + well + " stages are well.") + waits);
        }
    }

    private static String text(String word, @Nullable Instant time) {
        return time == null ? "" : word + seconds(time);
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    /** Adds a text in lines, further ones indented by two more. A word that is longer than a line is cut. */
    private void wrap(String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        boolean empty = true;
        for (String word : Printable.of(text).split(" ", -1)) {
            String rest = word;
            if (!empty && line.length() + 1 + rest.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent).append("  ");
                empty = true;
            }
            while (line.length() + rest.length() > WIDTH) {
                int fits = WIDTH - line.length();
                lines.add(line + rest.substring(0, fits));
                rest = rest.substring(fits);
                line = new StringBuilder(indent).append("  ");
            }
            line.append(empty ? "" : " ").append(rest);
            empty = false;
        }
        lines.add(line.toString());
    }
}
