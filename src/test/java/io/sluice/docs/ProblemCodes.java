package io.sluice.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sluice.message.ProblemCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every code that the engine knows, found on its class path. */
final class ProblemCodes {

    private ProblemCodes() {}

    /** Sorted by code. */
    static List<ProblemCode> all() {
        return new ClassFileImporter()
                .importUrl(ProblemCode.class.getProtectionDomain().getCodeSource().getLocation())
                .stream()
                        .filter(one -> one.isEnum() && one.isAssignableTo(ProblemCode.class))
                        .map(JavaClass::reflect)
                        .flatMap(ProblemCodes::constants)
                        .sorted(Comparator.comparing(ProblemCode::code))
                        .toList();
    }

    private static Stream<ProblemCode> constants(Class<?> codes) {
        return Arrays.stream(codes.getEnumConstants()).map(ProblemCode.class::cast);
    }

    /** The package of the engine that declares it. */
    static String step(ProblemCode code) {
        return code.getClass().getPackageName().substring("io.sluice.".length());
    }

    /** The part before the dot. */
    static String prefix(ProblemCode code) {
        return code.code().substring(0, code.code().indexOf('.'));
    }
}
