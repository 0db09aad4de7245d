package io.eventbatcher.sandbox.registry;

import io.eventbatcher.sandbox.stack.Backend;

class EmbeddedRegistryContractTest extends RegistryContract {
    EmbeddedRegistryContractTest(Backend backend) {
        super(backend);
    }
}
