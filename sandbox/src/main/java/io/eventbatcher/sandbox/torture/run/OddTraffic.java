package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.ValueSchemas;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.torture.faults.Culprit;
import io.eventbatcher.sandbox.torture.traffic.Publisher;
import io.eventbatcher.sandbox.torture.traffic.Strays;
import java.util.List;

/** Records that a producer of today does not publish, and that one of tomorrow may. */
public final class OddTraffic {
    private static final int NESTED = 5_000;

    private final EmbeddedRegistry registry;
    private final Publisher publisher;
    private final Strays strays;

    public OddTraffic(EmbeddedRegistry registry, Publisher publisher, Strays strays) {
        this.registry = registry;
        this.publisher = publisher;
        this.strays = strays;
    }

    /** A record under a schema that no parser takes, and one under a good schema that nobody has asked for before. */
    void underUnreadableSchema(int number) {
        List<String> unreadable = unreadable();
        int broken = registry.serve(unreadable.get(Math.floorMod(number, unreadable.size())));
        List<String> readable = readable();
        int fresh = registry.serve(readable.get(Math.floorMod(number, readable.size())));
        publisher.interject(
                List.of(strays.writtenWith(broken, Fate.UNDECODABLE), strays.writtenWith(fresh, Fate.DELIVERED)));
    }

    private static String good() {
        return ValueSchemas.of(Route.BEHAVIORAL).toString();
    }

    /** Sound, an order that does not exist, and an order that is no text: a reader needs no order. */
    private static List<String> readable() {
        String field = "{\"name\":\"email\",";
        return List.of(
                good(),
                good().replace(field, field + "\"order\":\"sideways\","),
                good().replace(field, field + "\"order\":1,"));
    }

    /** An unknown type, one type in another too often, and no JSON at all. */
    private static List<String> unreadable() {
        return List.of(
                good().replace("\"map\"", "\"mapp\""),
                "{\"type\":\"array\",\"items\":".repeat(NESTED) + "\"string\"" + "}".repeat(NESTED),
                good().substring(1));
    }

    void tooLarge() {
        publisher.interject(List.of(strays.large()));
    }

    void ask(Culprit kind) {
        publisher.ask(kind);
    }
}
