package io.eventbatcher.ingest.registry;

import static io.eventbatcher.ingest.registry.MockRegistries.FOUND;
import static io.eventbatcher.ingest.registry.MockRegistries.ID;
import static io.eventbatcher.ingest.registry.MockRegistries.access;
import static io.eventbatcher.ingest.registry.MockRegistries.answer;
import static io.eventbatcher.ingest.registry.MockRegistries.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.config.RegistrySettings.Login;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries behind TLS: certificates, authorities and stores. */
class RegistryTlsTest {
    private static final String PASSWORD = "correct horse";

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    private final Path directory;

    RegistryTlsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldTrustItsOwnAuthorityAndProveItselfByACertificateAndAPassword()
            throws IOException, GeneralSecurityException, InterruptedException {
        // Given a registry that asks for a client's certificate and a password, and an authority that no JDK knows
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate client = new HeldCertificate.Builder()
                .commonName("batcher")
                .signedBy(authority)
                .build();
        serveTls(authority, certificate());
        server.enqueue(answer(200, FOUND));
        Path keys = directory.resolve("keys.jks");
        Path trust = trusting(authority);
        store(
                "JKS",
                keys,
                store -> store.setKeyEntry(
                        "batcher", client.keyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
                            client.certificate(), authority.certificate()
                        }));

        // When
        SchemaAnswer answer = Schemas.registry(new RegistrySettings(
                        List.of(url(server)),
                        Duration.ofSeconds(5),
                        new Login("ada", new Secret("p\u00e4ss:word"), Secret.NONE),
                        Optional.of(new Store(trust, "PKCS12", new Secret(PASSWORD))),
                        Optional.of(new Store(keys, "JKS", new Secret(PASSWORD)))))
                .ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Found.class);
        RecordedRequest request = server.takeRequest();
        assertThat(String.valueOf(request.getHandshake())).contains("CN=batcher");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic YWRhOnDDpHNzOndvcmQ=");
    }

    @ParameterizedTest
    @CsvSource({
        "expired, its certificate has expired (NotAfter: ",
        "elsewhere, its certificate is for another host name (",
        "stranger, 'its certificate is of an authority that we do not trust; add the authority to the trust store'"
    })
    void shouldNameTheCauseFirstAtAStartAndAtAValidation(String fault, String cause) throws Exception {
        // Given
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate another =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        serveTls(
                fault.equals("stranger") ? another : authority,
                switch (fault) {
                    case "expired" -> certificate().validityInterval(1, 2);
                    case "elsewhere" -> new HeldCertificate.Builder().addSubjectAlternativeName("registry.example");
                    default -> certificate();
                });
        RegistrySettings settings = new RegistrySettings(
                List.of(url(server)),
                Duration.ofSeconds(5),
                Login.NONE,
                Optional.of(new Store(trusting(authority), "PKCS12", new Secret(PASSWORD))),
                Optional.empty());

        // When
        SchemaAnswer running = Schemas.registry(settings).ask(ID);
        String validated;
        try (RegistryAdmin admin = new RegistryAdmin(settings, url(server), Duration.ofSeconds(5))) {
            validated = admin.probe().detail();
        }

        // Then
        String where = server.getHostName() + ':' + server.getPort();
        assertThat(running)
                .isInstanceOfSatisfying(
                        SchemaAnswer.NoAnswer.class,
                        waits -> assertThat(waits.why())
                                .startsWith("TLS with the registry at https://" + where)
                                .contains(" failed: " + cause));
        assertThat(validated).startsWith("TLS with https://" + where).contains(" failed: " + cause);
    }

    @Test
    void shouldNotTrustAStranger() throws IOException {
        // Given
        serveTls(new HeldCertificate.Builder().certificateAuthority(0).build(), certificate());
        server.enqueue(answer(200, FOUND));

        // When
        SchemaAnswer answer = Schemas.registry(access(Login.NONE, url(server))).ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.NoAnswer.class);
    }

    @Test
    void shouldSayWhichStoreCannotBeOpened() throws IOException {
        // Given
        Path broken = Files.writeString(directory.resolve("broken.p12"), "no store");
        RegistrySettings access = new RegistrySettings(
                List.of(URI.create("https://localhost:1")),
                Duration.ofSeconds(1),
                Login.NONE,
                Optional.of(new Store(broken, "PKCS12", new Secret(PASSWORD))),
                Optional.empty());

        // When
        assertThatThrownBy(() -> Schemas.registry(access))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("broken.p12")
                .hasMessageNotContaining(PASSWORD);
    }

    private void serveTls(HeldCertificate authority, HeldCertificate.Builder certificate) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(certificate.signedBy(authority).build())
                .addTrustedCertificate(authority.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory());
        server.requestClientAuth();
        server.start();
    }

    private static HeldCertificate.Builder certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1");
    }

    private Path trusting(HeldCertificate authority) throws IOException, GeneralSecurityException {
        Path trust = directory.resolve("trust.p12");
        store("PKCS12", trust, store -> store.setCertificateEntry("authority", authority.certificate()));
        return trust;
    }

    private interface Filler {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private static void store(String type, Path path, Filler filler) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        filler.fill(store);
        try (OutputStream file = Files.newOutputStream(path)) {
            store.store(file, PASSWORD.toCharArray());
        }
    }
}
