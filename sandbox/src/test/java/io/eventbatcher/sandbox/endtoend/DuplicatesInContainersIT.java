package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.containers.InContainers;

@InContainers
class DuplicatesInContainersIT extends DuplicatesTest {}
