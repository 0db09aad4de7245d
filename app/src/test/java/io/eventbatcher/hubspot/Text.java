package io.eventbatcher.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** An input whose JSON is {@code {"objectId":"<identity>"}}, and whose uuid is {@code uuid-<identity>}. */
public record Text(String identity) implements RequestInput {
    public static HubSpotRequest request(Route route, String... identities) {
        List<RequestInput> inputs =
                Stream.of(identities).<RequestInput>map(Text::new).toList();
        return new HubSpotRequest(route, 0, inputs, "batch-1", 1);
    }

    private byte[] json() {
        return "{\"objectId\":\"%s\"}".formatted(identity).getBytes(UTF_8);
    }

    @Override
    public int length() {
        return json().length;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        target.write(json());
    }

    @Override
    public String uuid() {
        return "uuid-" + identity;
    }
}
