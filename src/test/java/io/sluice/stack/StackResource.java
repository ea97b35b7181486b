package io.sluice.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives the engine under {@code @QuarkusTest} the shared stack, with a new database each time that it starts. Use with
 * {@code @QuarkusTestResource(StackResource.class)}.
 */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        TestStack stack = TestStack.shared();
        return stack.settings(stack.freshDatabase());
    }

    @Override
    public void stop() {
        // The stack is shared; it ends with the JVM.
    }
}
