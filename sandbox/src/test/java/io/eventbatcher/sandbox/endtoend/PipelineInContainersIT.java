package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.containers.InContainers;
import io.eventbatcher.sandbox.registry.RegistryContract;
import io.eventbatcher.sandbox.stack.Backend;
import org.junit.jupiter.api.Nested;

/** Tests of the embedded stack, on Apache's broker and Apicurio's registry. One class, because one JVM then starts the containers once. */
@InContainers
class PipelineInContainersIT {
    @Nested
    @InContainers
    class EveryFate extends WholePipelineTest {}

    @Nested
    @InContainers
    class DeadLetters extends DeadLettersTest {}

    @Nested
    @InContainers
    class Duplicates extends DuplicatesTest {}

    @Nested
    @InContainers
    class Registry extends RegistryContract {
        Registry(Backend backend) {
            super(backend);
        }
    }
}
