package io.sluice.torture;

import io.sluice.stack.PrivateStack;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests of this package one stack, whose servers they may kill. It is started once and ends with the test run. */
final class StackExtension implements ParameterResolver {

    /** Where its servers keep their files. */
    static final Path FOLDER = Path.of("target", "torture", "stack");

    private record Running(PrivateStack stack) implements AutoCloseable {

        static Running start() {
            Folders.delete(FOLDER);
            return new Running(PrivateStack.start(FOLDER));
        }

        @Override
        public void close() {
            stack.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == PrivateStack.class;
    }

    @Override
    public PrivateStack resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(StackExtension.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .stack();
    }
}
