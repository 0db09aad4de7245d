package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.replay.plan.ReplayOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run's pace and care as fields of a form; empty fields have the defaults of the command line. Five letters go first where more do. */
final class RunChoice {
    private static final String RATE = "rate";
    private static final String FIRST = "first";
    private static final String STOP = "stop-on-failure";
    private static final String FORCE = "force";
    private static final String MAX_REPLAYS = "max-replays";
    private static final String YES = "yes";

    private static final int USUAL_FIRST = 5;
    private static final int UNSAID = -1;

    private final double rate;
    private final int first;
    private final int stop;
    private final boolean force;
    private final int maxReplays;
    private final Map<String, String> words;

    private RunChoice(double rate, int first, int stop, boolean force, int maxReplays, Map<String, String> words) {
        this.rate = rate;
        this.first = first;
        this.stop = stop;
        this.force = force;
        this.maxReplays = maxReplays;
        this.words = words;
    }

    /** @throws RefusedException for a field that is no such number */
    static RunChoice of(Parameters parameters) throws RefusedException {
        Map<String, String> words = new LinkedHashMap<>();
        for (String name : List.of(RATE, FIRST, STOP, FORCE, MAX_REPLAYS)) {
            String word = parameters.get(name).strip();
            if (!word.isEmpty()) {
                words.put(name, word);
            }
        }
        return new RunChoice(
                rate(words.getOrDefault(RATE, "")),
                number(words, FIRST, UNSAID, 0, 1_000_000),
                number(words, STOP, ReplayOrder.DEFAULT_STOP_ON_FAILURE, 0, 100),
                words.getOrDefault(FORCE, "").equals(YES),
                number(words, MAX_REPLAYS, ReplayOrder.DEFAULT_MAX_REPLAYS, 1, 1_000),
                words);
    }

    private static double rate(String word) throws RefusedException {
        if (word.isEmpty()) {
            return 0;
        }
        double rate = word.matches("\\d{1,6}(\\.\\d{1,4})?") ? Double.parseDouble(word) : 0;
        if (rate == 0) {
            throw new RefusedException(
                    400, "'" + word + "' is no rate: events a second, such as 50 or 0.5, or nothing for the default.");
        }
        return rate;
    }

    private static int number(Map<String, String> words, String name, int otherwise, int least, int most)
            throws RefusedException {
        String word = words.get(name);
        if (word == null) {
            return otherwise;
        }
        int number = word.matches("\\d{1,7}") ? Integer.parseInt(word) : UNSAID;
        if (number < least || number > most) {
            throw new RefusedException(
                    400,
                    "'" + word + "' does not fit " + name + ": a whole number from " + least + " to " + most + ".");
        }
        return number;
    }

    /** The letters that go first of so many; 0 if all go at once. */
    int first(int letters) {
        int wanted = first == UNSAID ? (letters > USUAL_FIRST ? USUAL_FIRST : 0) : first;
        return wanted < letters ? wanted : 0;
    }

    /** The order with the bounds that decide which letters are in the plan. */
    ReplayOrder bounded(ReplayOrder order) {
        return order.withMaxReplays(maxReplays).forced(force);
    }

    /** The order with pace and care for so many letters. */
    ReplayOrder careful(ReplayOrder order, int letters) {
        return order.withRate(rate > 0 ? rate : order.rate()).withCare(stop, first(letters));
    }

    /** Everything that a plan's letters depend on. */
    String bounds() {
        return force + "/" + maxReplays;
    }

    /** The address with the choice. */
    Link on(Link link) {
        Link whole = link;
        for (Map.Entry<String, String> word : words.entrySet()) {
            whole = whole.with(word.getKey(), word.getValue());
        }
        return whole;
    }

    /** The choice as hidden fields. */
    Html fields() {
        return words.entrySet().stream()
                .map(word ->
                        Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", word.getKey(), word.getValue()))
                .collect(Html.joined());
    }

    /**
     * The form that changes the choice: shows the same plan with other numbers.
     *
     * @param kept hidden fields of the page
     */
    Html form(Link action, Html kept) {
        Html fields = Html.join(List.of(
                field(RATE, "Events a second", "the default", "decimal"),
                field(FIRST, "First, alone (0 for none)", "5", "numeric"),
                field(STOP, "Stop at % died again (0 for never)", "50", "numeric"),
                field(MAX_REPLAYS, "Leave out after replays", "3", "numeric")));
        return Html.of(
                """
                <details id="choice" {}><summary>Pace and care</summary><form method="get" action="{}">{}<div class="fields">{}</div>
                <p><label class="box"><input type="checkbox" name="{}" value="{}" {}> Also changes of marketing events that are older than
                what HubSpot took since</label></p><p><button id="choose">Plan with these</button></p></form></details>
                """,
                Attribute.OPEN.when(!words.isEmpty()),
                action,
                kept,
                fields,
                FORCE,
                YES,
                Attribute.CHECKED.when(force));
    }

    private Html field(String name, String label, String usual, String keyboard) {
        return Html.of(
                "<p class=\"field\"><label for=\"c-{}\">{}</label><input id=\"c-{}\" name=\"{}\" value=\"{}\" placeholder=\"{}\""
                        + " inputmode=\"{}\" autocomplete=\"off\"></p>",
                name,
                label,
                name,
                name,
                words.getOrDefault(name, ""),
                usual,
                keyboard);
    }

    /** The options of the command line that say the same, each behind a blank. */
    String options(int letters) {
        StringBuilder options = new StringBuilder();
        int going = first(letters);
        if (going > 0) {
            options.append(" --first ").append(going);
        }
        words.forEach((name, word) -> {
            if (!name.equals(FIRST)) {
                options.append(" --").append(name).append(name.equals(FORCE) ? "" : " " + word);
            }
        });
        return options.toString();
    }
}
