package io.sluice.torture;

import io.sluice.stack.PrivateStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of this package one stack, whose servers they may kill, and an archive of the engine's classes. The
 * stack is started once in a test JVM and ends with it; several JVMs have one each.
 */
final class StackExtension implements ParameterResolver {

    private static final Path TORTURE = Path.of("target", "torture");
    private static final String STACK = "stack-";

    /** Where its servers keep their files. */
    static final Path FOLDER = TORTURE.resolve(STACK + ProcessHandle.current().pid());

    private record Running(PrivateStack stack) implements AutoCloseable {

        static Running start() {
            deleteThoseOfTheDead();
            PrivateStack stack = PrivateStack.start(FOLDER);
            EngineClasses.archive(options -> learn(stack, options));
            return new Running(stack);
        }

        @Override
        public void close() {
            stack.close();
        }
    }

    /** What stacks of earlier runs wrote stays until the next run, so that a failure can be looked into. */
    private static void deleteThoseOfTheDead() {
        try {
            Files.createDirectories(TORTURE);
            try (Stream<Path> folders = Files.list(TORTURE)) {
                folders.filter(folder -> folder.getFileName().toString().startsWith(STACK))
                        .filter(folder -> ProcessHandle.of(pid(folder)).isEmpty())
                        .forEach(Folders::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long pid(Path folder) {
        return Long.parseLong(folder.getFileName().toString().substring(STACK.length()));
    }

    /**
     * Has an engine take, route and send some messages and end in order, so that its JVM knows which classes that
     * takes.
     */
    private static void learn(PrivateStack stack, List<String> options) {
        String name = "classes-" + ProcessHandle.current().pid();
        try (Scene scene = new Scene(stack, name)) {
            scene.engine().start(options);
            scene.hospital().send(1, 1, 5);
            scene.settle();
            scene.engine().stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Folders.delete(TORTURE.resolve(name));
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
