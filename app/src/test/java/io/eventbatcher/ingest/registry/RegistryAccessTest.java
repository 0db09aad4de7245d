package io.eventbatcher.ingest.registry;

import static io.eventbatcher.ingest.registry.MockRegistries.FOUND;
import static io.eventbatcher.ingest.registry.MockRegistries.ID;
import static io.eventbatcher.ingest.registry.MockRegistries.access;
import static io.eventbatcher.ingest.registry.MockRegistries.answer;
import static io.eventbatcher.ingest.registry.MockRegistries.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.config.RegistrySettings.Login;
import io.eventbatcher.config.Secret;
import java.io.IOException;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passwords, tokens, and registries that stand in for each other. */
class RegistryAccessTest {
    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @AutoClose
    private final MockWebServer other = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        other.start();
    }

    @Test
    void shouldShowItsNameAndPassword() throws IOException, InterruptedException {
        // Given
        server.start();
        server.enqueue(answer(200, FOUND));

        // When
        Schemas.registry(access(new Login("ada", new Secret("p\u00e4ss:word"), Secret.NONE), url(server)))
                .ask(ID);

        // Then
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Basic YWRhOnDDpHNzOndvcmQ=");
    }

    @Test
    void shouldTakeAnOutageForOneHoweverLongItAsksToWait() throws IOException {
        // Given
        server.start();
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "99999999999")
                .build());

        // When
        SchemaAnswer answer = Schemas.registry(access(new Login("", Secret.NONE, Secret.NONE), url(server)))
                .ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.NoAnswer.class);
    }

    @Test
    void shouldShowItsToken() throws IOException, InterruptedException {
        // Given
        server.start();
        server.enqueue(answer(200, FOUND));

        // When
        Schemas.registry(access(new Login("", Secret.NONE, new Secret("abc.def")), url(server)))
                .ask(ID);

        // Then
        Headers headers = server.takeRequest().getHeaders();
        assertThat(headers.get("Authorization")).isEqualTo("Bearer abc.def");
        assertThat(headers.get("User-Agent")).isEqualTo("event-batcher/0.1.0");
    }

    @Test
    void shouldTellNobodyItsSecrets() throws IOException {
        // Given
        server.start();
        server.enqueue(answer(401, "{\"error_code\":401,\"message\":\"no\"}"));
        server.enqueue(answer(401, "{\"error_code\":401,\"message\":\"no\"}"));
        URI withUser = url(server);
        RegistrySettings access = access(new Login("", Secret.NONE, new Secret("t0ken")), withUser);

        // When
        Registry registry = Schemas.registry(access);
        SchemaAnswer answer = registry.ask(ID);

        // Then
        assertThat(answer.toString() + registry + access)
                .contains("credentials")
                .doesNotContain("t0ken");
    }

    @Test
    void shouldAskAnotherInstanceAndStayWithIt() throws IOException {
        // Given the first is down, the second answers
        server.start();
        URI gone = url(server);
        server.close();
        other.enqueue(answer(200, FOUND));
        other.enqueue(answer(200, FOUND));
        Registry registry = Schemas.registry(access(Login.NONE, gone, url(other)));

        // When
        SchemaAnswer first = registry.ask(ID);
        SchemaAnswer second = registry.ask(ID);

        // Then
        assertThat(first).isInstanceOf(SchemaAnswer.Found.class);
        assertThat(second).isInstanceOf(SchemaAnswer.Found.class);
        assertThat(other.getRequestCount()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatIsWrongWithEachInstance() throws IOException {
        // Given
        server.start();
        for (int attempt = 0; attempt < 2; attempt++) {
            server.enqueue(answer(401, ""));
            other.enqueue(answer(404, "<html>"));
        }

        // When
        SchemaAnswer answer =
                Schemas.registry(access(Login.NONE, url(server), url(other))).ask(ID);

        // Then
        assertThat(answer.toString()).contains("credentials", "wrong path");
    }

    @Test
    void shouldNotFollowARedirectWithItsCredentials() throws IOException {
        // Given
        server.start();
        MockResponse redirect = new MockResponse.Builder()
                .code(302)
                .setHeader("Location", other.url("/login"))
                .build();
        server.enqueue(redirect);
        server.enqueue(redirect);

        // When
        SchemaAnswer answer = Schemas.registry(access(new Login("", Secret.NONE, new Secret("abc")), url(server)))
                .ask(ID);

        // Then
        assertThat(answer.toString()).contains("redirect");
        assertThat(other.getRequestCount()).isZero();
    }
}
