/**
 * XML to trees and back, and files of many XML records. DTDs, and entities but those of XML itself, are refused before
 * anything is resolved. Namespaces: names are read without their prefix and written as they are given.
 */
package io.sluice.format.xml;
