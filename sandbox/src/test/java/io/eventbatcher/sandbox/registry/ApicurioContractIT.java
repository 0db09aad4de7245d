package io.eventbatcher.sandbox.registry;

import io.eventbatcher.sandbox.containers.InContainers;
import io.eventbatcher.sandbox.stack.Backend;

@InContainers
class ApicurioContractIT extends RegistryContract {
    ApicurioContractIT(Backend backend) {
        super(backend);
    }
}
