package io.eventbatcher.sandbox.load.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Realistic values that break careless code: a leading plus, quotes, umlauts, emoji, decimals. */
final class RandomValues {

    static final long DAY_MILLIS = 86_400_000;

    private static final List<String> FIRST_NAMES =
            List.of("anna", "ben", "chiara", "dmitri", "elif", "fatima", "goran", "hanna", "ivan", "jo");
    private static final List<String> LAST_NAMES =
            List.of("schmidt", "okafor", "rossi", "novak", "yilmaz", "larsen", "garcia", "tanaka", "dubois", "weiss");
    private static final List<Property> PROPERTIES = List.of(
            new Property("phone", "+49 30 1234", "+49 171 555", "+1 212 555 0", "+44 20 7946 0"),
            new Property("city", "Köln ", "München ", "São Paulo ", "東京 ", "Zürich "),
            new Property("product", "Kaffeemühle № ", "Crème brûlée set ", "Espresso \"Forte\" ", "Tea & more "),
            new Property("amount", "129.90", "7.5", "0.00", "1999.9"),
            new Property("quantity", "1", "2", "12"),
            new Property("page_url", "https://shop.example.org/products?utm_source=mail&id=", "https://example.org/ü/"),
            new Property(
                    "note",
                    "said: \"call me\" \\ ",
                    "Grüße aus Österreich 🎉 ",
                    "line one\nline two ",
                    "<b>50%</b> off "),
            new Property("campaign", "spring-sale-", "newsletter_", "retarget "),
            new Property("subscribed", "true;", "false;"),
            new Property("happened_on", "17637120", "17637984"),
            new Property("referrer_domain", "www.example.com/", "news.example.net/"),
            new Property("mood", "👍🏽", "❤️ ", "🤷 "));

    /** A property with the beginnings of its values; digits follow. */
    private record Property(String name, List<String> beginnings) {
        Property(String name, String... beginnings) {
            this(name, List.of(beginnings));
        }
    }

    private RandomValues() {}

    /** A uuid of version 4, drawn from the seed. */
    static UUID uuid(RandomGenerator random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    static String email(RandomGenerator random) {
        return pick(FIRST_NAMES, random) + '.' + pick(LAST_NAMES, random) + random.nextInt(10_000) + "@example.org";
    }

    /** Three to eight properties, all different. */
    static Map<String, String> properties(RandomGenerator random) {
        int count = 3 + random.nextInt(6);
        int first = random.nextInt(PROPERTIES.size());
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Property property = PROPERTIES.get((first + i) % PROPERTIES.size());
            properties.put(property.name(), pick(property.beginnings(), random) + random.nextInt(100_000));
        }
        return properties;
    }

    static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
