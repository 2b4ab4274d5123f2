using System;

namespace NfToken.Cryptoki;

/// <summary>Templates as arguments: whether they are well formed, and look-ups.</summary>
internal static class Template
{
    /// <summary>Whether every attribute is there with the bytes that it claims.</summary>
    /// <param name="template">The template.</param>
    public static bool IsWhole(CkAttribute[] template)
    {
        if (template == null)
        {
            return false;
        }

        foreach (CkAttribute attribute in template)
        {
            if (attribute == null || !attribute.IsWhole)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an attribute stands in the template twice.</summary>
    /// <param name="template">A whole template.</param>
    public static bool HasRepetition(CkAttribute[] template)
    {
        for (int i = 1; i < template.Length; i++)
        {
            uint type = template[i].Type;
            for (int j = 0; j < i; j++)
            {
                if (template[j].Type == type)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>An attribute of the template, or null.</summary>
    /// <param name="template">A whole template.</param>
    /// <param name="type">CKA_*.</param>
    public static CkAttribute Find(CkAttribute[] template, uint type)
    {
        foreach (CkAttribute attribute in template)
        {
            if (attribute.Type == type)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>A copy of an attribute's value.</summary>
    /// <param name="attribute">A whole attribute.</param>
    public static byte[] Copy(CkAttribute attribute)
    {
        byte[] value = new byte[(int)attribute.ValueLength];
        if (value.Length > 0)
        {
            Array.Copy(attribute.Value, 0, value, 0, value.Length);
        }

        return value;
    }
}
