package io.eventbatcher.console.page;

import static io.eventbatcher.console.page.AccessWorld.HOST;
import static io.eventbatcher.console.page.AccessWorld.ORIGIN;
import static io.eventbatcher.console.page.AccessWorld.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {
    private final AccessWorld world = new AccessWorld();

    @Test
    void shouldEscapeTextOfAnAddress() {
        // Given
        Request request = new Request(
                "GET",
                FakePage.PATH,
                Parameters.parse("text=%3Cscript%3Ealert(1)%3C/script%3E"),
                headers(Map.of("host", HOST)),
                Parameters.parse(""));

        // When
        Response response = world.open().answer(request);

        // Then
        assertThat(response.text()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void shouldTakeOnlyGetAndPost() {
        // Given
        Request request = new Request(
                "DELETE",
                FakePage.PATH,
                Parameters.parse(""),
                headers(Map.of("host", HOST, "origin", ORIGIN)),
                Parameters.parse(""));

        // When
        Response response = world.open().answer(request);

        // Then
        assertThat(response.status()).isEqualTo(405);
    }
}
