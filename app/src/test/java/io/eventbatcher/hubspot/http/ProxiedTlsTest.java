package io.eventbatcher.hubspot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Text;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVM's own properties for a proxy and a trust store lead to HubSpot, as docs/security.md says. */
class ProxiedTlsTest {
    private static final String PASSWORD = "changeit";

    private final MockWebServer proxy = new MockWebServer();

    @AfterEach
    void restore() {
        proxy.close();
        for (String property : new String[] {
            "https.proxyHost", "https.proxyPort", "javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword"
        }) {
            System.clearProperty(property);
        }
    }

    @Test
    void shouldReachHubSpotThroughAProxyWithAnAuthorityOfItsOwn(@TempDir Path directory) throws Exception {
        // Given a proxy that opens TLS; nobody knows the host name but the proxy
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate opened = new HeldCertificate.Builder()
                .addSubjectAlternativeName("hubspot.invalid")
                .signedBy(authority)
                .build();
        proxy.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(opened)
                .build()
                .sslSocketFactory());
        proxy.enqueue(new MockResponse.Builder().inTunnel().build());
        proxy.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/json")
                .body("{\"category\":\"VALIDATION_ERROR\",\"message\":\"inputs must not be empty\"}")
                .build());
        proxy.start(InetAddress.getLoopbackAddress(), 0);
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
        trust(authority, directory);
        ProbeResult result;

        // When
        try (HubSpotProbe probe = new HubSpotProbe(settings("https://hubspot.invalid"), Duration.ofSeconds(20))) {
            result = probe.ask(Route.BEHAVIORAL);
        }

        // Then
        RecordedRequest tunnel = proxy.takeRequest();
        RecordedRequest request = proxy.takeRequest();
        assertThat(tunnel.getRequestLine()).startsWith("CONNECT hubspot.invalid:443 ");
        assertThat(tunnel.getHeaders().get("Authorization")).isNull();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + LeastSettings.TOKEN);
        assertThat(result.good()).as(result.detail()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "expired, its certificate has expired (NotAfter: ",
        "elsewhere, its certificate is for another host name (",
        "stranger, 'its certificate is of an authority that we do not trust; add the authority to the trust store'"
    })
    void shouldNameTheCauseFirstAtARequestAndAtAValidation(String fault, String cause, @TempDir Path directory)
            throws Exception {
        // Given
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate another =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate.Builder certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName(fault.equals("elsewhere") ? "hubspot.invalid" : "localhost")
                .signedBy(fault.equals("stranger") ? another : authority);
        if (fault.equals("expired")) {
            certificate.validityInterval(1, 2);
        }
        proxy.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate.build())
                .build()
                .sslSocketFactory());
        proxy.start(InetAddress.getLoopbackAddress(), 0);
        trust(authority, directory);
        Settings settings = settings("https://localhost:" + proxy.getPort());

        // When
        ProbeResult validated;
        Outcome outcome;
        try (HubSpotProbe probe = new HubSpotProbe(settings, Duration.ofSeconds(20));
                HubSpotClient client = OkHttpHubSpotClient.of(settings, Clocks.SYSTEM)) {
            validated = probe.ask(Route.BEHAVIORAL);
            outcome = client.send(Text.request(Route.BEHAVIORAL, "a")).get(30, TimeUnit.SECONDS);
        }

        // Then
        assertThat(validated.good()).isFalse();
        assertThat(validated.detail())
                .startsWith("TLS with https://localhost:" + proxy.getPort())
                .contains(" failed: " + cause);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.facts().message()).startsWith("TLS with HubSpot failed: " + cause));
    }

    private static Settings settings(String baseUrl) {
        return LeastSettings.with("hubspot: {base-url: '" + baseUrl + "'}");
    }

    private static void trust(HeldCertificate authority, Path directory) throws Exception {
        System.setProperty(
                "javax.net.ssl.trustStore",
                trusting(authority, directory.resolve("trust.p12")).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    private static Path trusting(HeldCertificate authority, Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
