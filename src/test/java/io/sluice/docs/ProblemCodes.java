package io.sluice.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sluice.message.ProblemCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every code that the engine knows, found on its class path. */
final class ProblemCodes {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(ProblemCode.class.getProtectionDomain().getCodeSource().getLocation());

    private ProblemCodes() {}

    /** Sorted by code. */
    static List<ProblemCode> all() {
        return CLASSES.stream()
                .filter(one -> one.isEnum() && one.isAssignableTo(ProblemCode.class))
                .map(JavaClass::reflect)
                .flatMap(ProblemCodes::constants)
                .sorted(Comparator.comparing(ProblemCode::code))
                .toList();
    }

    private static Stream<ProblemCode> constants(Class<?> codes) {
        return Arrays.stream(codes.getEnumConstants()).map(ProblemCode.class::cast);
    }

    /** Whether any class but its own speaks of it. */
    static boolean isUsed(ProblemCode code) {
        Enum<?> constant = (Enum<?>) code;
        JavaClass codes = CLASSES.get(constant.getDeclaringClass());
        return codes.getField(constant.name()).getAccessesToSelf().stream()
                .anyMatch(access -> !access.getOriginOwner().equals(codes));
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
