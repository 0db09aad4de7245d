package io.eventbatcher.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.route.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the manifests with Kubernetes' types, with the service's configuration, and with one another. */
class ManifestsTest {
    private static final Path DIRECTORY = Path.of("../deploy/kubernetes");
    private static final String SECRETS = "/run/secrets/event-batcher/";
    private static final StatefulSet SERVICE = read("stateful-set.yaml", StatefulSet.class);
    private static final String CONFIGURATION = Objects.requireNonNull(
            read("config-map.yaml", ConfigMap.class).getData().get("event-batcher.yaml"));

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHaveNoFieldThatKubernetesDoesNotKnow(Path file) throws IOException {
        // When
        List<HasMetadata> objects = Manifests.in(file);

        // Then
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.getMetadata().getName()).startsWith("event-batcher");
            assertThat(object.getApiVersion()).isEqualTo(HasMetadata.getApiVersion(object.getClass()));
        });
        assertThat(objects).hasSize(file.endsWith("kustomization.yaml") ? 0 : 1);
    }

    @Test
    void shouldRefuseAFieldThatKubernetesDoesNotKnow() {
        assertThatThrownBy(() ->
                        Manifests.of("{kind: StatefulSet, spec: {template: {spec: {containers: [{immage: x}]}}}}"))
                .hasMessageContaining("Unrecognized field \"immage\"");
    }

    @Test
    void shouldGiveTheServiceAConfigurationThatItAccepts(@TempDir Path secrets) throws IOException {
        // Given
        Map<String, String> environment = environment(secrets);

        // When
        Settings settings = SettingsFile.parse(CONFIGURATION.replace(SECRETS, secrets + "/"), environment);

        // Then
        assertThat(settings.instance()).isEqualTo("event-batcher-0");
        assertThat(settings.http().host()).isEqualTo("10.0.0.7");
        assertThat(settings.http().port())
                .contains(container().getPorts().get(0).getContainerPort());
        assertThat(settings.hubspot().missingCredentials()).isEmpty();
        assertThat(Duration.ofSeconds(pod(SERVICE).getTerminationGracePeriodSeconds()))
                .isGreaterThan(settings.upkeep().shutdownTimeout().plusSeconds(10));
        assertThat(container().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains(settings.stateDir().toString());
    }

    @Test
    void shouldRunWithoutAnyPrivilege() {
        // When
        List<PodSpec> pods = List.of(pod(SERVICE), job());

        // Then
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).singleElement().satisfies(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
    }

    @Test
    void shouldNameFilesAndImagesThatExist() throws IOException {
        // When
        String kustomization = Files.readString(DIRECTORY.resolve("kustomization.yaml"));

        // Then
        assertThat(kustomization).contains("newTag: " + Release.VERSION + "}");
        assertThat(job().getContainers().get(0).getImage()).isEqualTo("event-batcher:" + Release.VERSION);
        files().map(file -> file.getFileName().toString())
                .filter(name -> !List.of("kustomization.yaml", "topics-job.yaml", "secret.example.yaml")
                        .contains(name))
                .forEach(name -> assertThat(kustomization).contains("- " + name));
    }

    @Test
    void shouldRenderThreeInstances() throws IOException, InterruptedException {
        // Given
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl"))),
                "kubectl is not on this machine");
        Process rendering = new ProcessBuilder("kubectl", "kustomize", DIRECTORY.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        // When
        List<HasMetadata> objects =
                Manifests.of(new String(rendering.getInputStream().readAllBytes(), UTF_8));

        // Then
        assertThat(rendering.waitFor()).isZero();
        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains("ConfigMap", "StatefulSet", "PodDisruptionBudget", "NetworkPolicy");
        assertThat(objects)
                .filteredOn(StatefulSet.class::isInstance)
                .singleElement()
                .satisfies(set -> {
                    assertThat(((StatefulSet) set).getSpec().getReplicas()).isEqualTo(3);
                    assertThat(pod((StatefulSet) set).getContainers().get(0).getImage())
                            .isEqualTo("event-batcher:" + Release.VERSION);
                });
    }

    /** The container's environment, with the keys of the example secret as files in a directory. */
    private static Map<String, String> environment(Path secrets) throws IOException {
        Map<String, String> keys = read("secret.example.yaml", Secret.class).getStringData();
        for (String key : keys.keySet()) {
            Files.writeString(secrets.resolve(key), key.equals("hubspot-token") ? "t0ken" : keys.get(key));
        }
        Map<String, String> fields = Map.of("metadata.name", "event-batcher-0", "status.podIP", "10.0.0.7");
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container().getEnv()) {
            environment.put(
                    variable.getName(),
                    variable.getValueFrom() == null
                            ? variable.getValue().replace(SECRETS, secrets + "/")
                            : fields.get(variable.getValueFrom().getFieldRef().getFieldPath()));
        }
        return environment;
    }

    private static Container container() {
        return pod(SERVICE).getContainers().get(0);
    }

    private static PodSpec pod(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec();
    }

    private static PodSpec job() {
        return read("topics-job.yaml", Job.class).getSpec().getTemplate().getSpec();
    }

    private static <T extends HasMetadata> T read(String file, Class<T> type) {
        try {
            return type.cast(Manifests.in(DIRECTORY.resolve(file)).get(0));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
