using System;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>Times as certificates write them (RFC 5280, 4.1.2.5): UTC, to the second, nothing left out.</summary>
internal static class DerTime
{
    private const int EarliestYear = 1900;

    /// <summary>Reads a UTCTime or GeneralizedTime.</summary>
    /// <exception cref="EncodingException">Neither, or no such date.</exception>
    public static DateTime Read(DerReader reader)
    {
        int start = reader.Position;
        int yearDigits = reader.Next(DerTag.UtcTime) ? 2 : 4;
        byte[] text = reader.ReadContent(yearDigits == 2 ? DerTag.UtcTime : DerTag.GeneralizedTime);
        int year = Number(text, 0, yearDigits);
        int month = Number(text, yearDigits, 2);
        int day = Number(text, yearDigits + 2, 2);
        int hour = Number(text, yearDigits + 4, 2);
        int minute = Number(text, yearDigits + 6, 2);
        int second = Number(text, yearDigits + 8, 2);
        if (yearDigits == 2 && year >= 0)
        {
            year += year < 50 ? 2000 : 1900;
        }

        if (text.Length != yearDigits + 11 || text[text.Length - 1] != 'Z' || year < EarliestYear || month < 1 || month > 12
            || day < 1 || day > DateTime.DaysInMonth(year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        {
            throw new EncodingException("bad time", start);
        }

        return new DateTime(new DateTime(year, month, day, hour, minute, second).Ticks, DateTimeKind.Utc);
    }

    private static int Number(byte[] text, int offset, int digits)
    {
        int value = 0;
        for (int i = offset; i < offset + digits; i++)
        {
            if (i >= text.Length || text[i] < '0' || text[i] > '9')
            {
                return -1;
            }

            value = (10 * value) + text[i] - '0';
        }

        return value;
    }
}
