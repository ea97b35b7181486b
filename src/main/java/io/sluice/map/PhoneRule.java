package io.sluice.map;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Telephone numbers as E.164 (ITU-T E.164 section 6): a plus, the country and the number, digits only. A number without
 * its country is one of the declared region. Extensions have no place in E.164, so a number with one stays as it is.
 */
record PhoneRule(Region region) implements NormaliseRule {

    /**
     * @param country calling code
     * @param trunk digits before a national number when it is called within the country; empty for none
     * @param national a national number without the trunk digits
     */
    record Region(String country, String trunk, Pattern national) {

        private static Region of(String country, String trunk, String national) {
            return new Region(country, trunk, Pattern.compile(national));
        }
    }

    private static final String NANP = "[2-9][0-9]{2}[2-9][0-9]{6}";

    static final Map<String, Region> REGIONS = Map.of(
            "US", Region.of("1", "1", NANP),
            "CA", Region.of("1", "1", NANP),
            "GB", Region.of("44", "0", "[1-9][0-9]{8,9}"),
            "IE", Region.of("353", "0", "[1-9][0-9]{6,8}"),
            "DE", Region.of("49", "0", "[1-9][0-9]{5,10}"),
            "AT", Region.of("43", "0", "[1-9][0-9]{5,11}"),
            "CH", Region.of("41", "0", "[1-9][0-9]{8}"),
            "FR", Region.of("33", "0", "[1-9][0-9]{8}"),
            "AU", Region.of("61", "0", "[2-478][0-9]{8}"));

    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9 ./()\\-]{7,30}");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{7,14}");

    @Override
    public Optional<String> apply(String value, LocalDate day) {
        String text = value.strip();
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.replaceAll("[^0-9]", "");
        return text.startsWith("+") ? international(digits) : national(digits);
    }

    /** Of another country only the length is known; a zero in brackets after the country would not be part of it. */
    private Optional<String> international(String digits) {
        String number = "+" + digits;
        boolean ours = digits.startsWith(region.country());
        boolean holds = ours
                ? region.national()
                        .matcher(digits.substring(region.country().length()))
                        .matches()
                : INTERNATIONAL.matcher(number).matches();
        return holds ? Optional.of(number) : Optional.empty();
    }

    private Optional<String> national(String digits) {
        boolean trunk = !region.trunk().isEmpty() && digits.startsWith(region.trunk());
        String number = trunk ? digits.substring(region.trunk().length()) : digits;
        boolean holds = (trunk || !region.trunk().equals("0"))
                && region.national().matcher(number).matches();
        return holds ? Optional.of("+" + region.country() + number) : Optional.empty();
    }
}
