package io.eventbatcher.sandbox.registry;

import io.eventbatcher.sandbox.containers.InContainers;
import io.eventbatcher.sandbox.stack.Backend;

@InContainers
class ApicurioContractTest extends RegistryContract {
    ApicurioContractTest(Backend backend) {
        super(backend);
    }
}
