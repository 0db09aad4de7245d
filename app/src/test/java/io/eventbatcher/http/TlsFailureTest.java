package io.eventbatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** Reasons of real handshakes that fail. */
class TlsFailureTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @Test
    void shouldNameACertificateThatHasExpired() throws IOException {
        // Given
        Instant yesterday = Instant.now().minusSeconds(86_400);
        HeldCertificate expired = certificate()
                .validityInterval(yesterday.minusSeconds(86_400).toEpochMilli(), yesterday.toEpochMilli())
                .build();

        // When
        Throwable failure = failure(expired, AUTHORITY);

        // Then
        assertThat(TlsFailure.explain(failure))
                .hasValueSatisfying(why -> assertThat(why).startsWith("its certificate has expired (NotAfter: "));
    }

    @Test
    void shouldNameACertificateOfAnotherHost() throws IOException {
        // Given
        HeldCertificate other = new HeldCertificate.Builder()
                .addSubjectAlternativeName("elsewhere.example")
                .signedBy(AUTHORITY)
                .build();

        // When
        Throwable failure = failure(other, AUTHORITY);

        // Then
        assertThat(TlsFailure.explain(failure))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("its certificate is for another host name (Hostname localhost not verified"));
    }

    @Test
    void shouldNameAnAuthorityThatIsNotTrusted() throws IOException {
        // Given
        HeldCertificate another =
                new HeldCertificate.Builder().certificateAuthority(0).build();

        // When
        Throwable failure = failure(certificate().build(), another);

        // Then
        assertThat(TlsFailure.explain(failure))
                .contains("its certificate is of an authority that we do not trust; add the authority to the trust"
                        + " store");
    }

    @Test
    void shouldNameACertificateOfOursThatIsRefused() {
        // Given
        Throwable failure =
                new IOException("closed", new SSLHandshakeException("Received fatal alert: certificate_unknown"));

        // When
        Optional<String> explained = TlsFailure.explain(failure);

        // Then
        assertThat(explained)
                .contains("it wants a certificate of ours that it accepts (certificate_unknown); check the key store");
    }

    @Test
    void shouldNameAServerWithoutTls() {
        // Given
        Throwable failure = new SSLException("Unsupported or unrecognized SSL message");

        // When
        Optional<String> explained = TlsFailure.explain(failure);

        // Then
        assertThat(explained)
                .contains("it does not speak TLS (Unsupported or unrecognized SSL message); check port and protocol");
    }

    @Test
    void shouldTakeALostConnectionForNone() {
        // Given
        Throwable lost = new SSLException("Connection reset", new SocketException("Connection reset"));

        // When
        Optional<String> explained = TlsFailure.explain(lost);

        // Then
        assertThat(explained).isEmpty();
    }

    private static HeldCertificate.Builder certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY);
    }

    /** The failure of a call to a server on loopback. */
    private static Throwable failure(HeldCertificate served, HeldCertificate trusted) throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(served)
                    .build()
                    .sslSocketFactory());
            server.enqueue(new MockResponse.Builder().build());
            server.start(InetAddress.getLoopbackAddress(), 0);
            HandshakeCertificates known = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(trusted.certificate())
                    .build();
            OkHttpClient http = new OkHttpClient.Builder()
                    .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
                    .build();
            Request request = new Request.Builder()
                    .url("https://localhost:" + server.getPort())
                    .build();
            try (var response = http.newCall(request).execute()) {
                return new IllegalStateException("no failure, but " + response.code());
            } catch (IOException failed) {
                return failed;
            } finally {
                http.dispatcher().executorService().shutdown();
                http.connectionPool().evictAll();
            }
        }
    }
}
