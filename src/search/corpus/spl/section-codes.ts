/** What LOINC calls the sections of a label; a section has its own title, or else this one. */
// biome-ignore format: a table
export const sectionNames: ReadonlyMap<string, string> = new Map([
  ['34066-1', 'Boxed warning'], ['34067-9', 'Indications and usage'], ['34068-7', 'Dosage and administration'],
  ['43678-2', 'Dosage forms and strengths'], ['34070-3', 'Contraindications'], ['43685-7', 'Warnings and precautions'],
  ['34071-1', 'Warnings'], ['42232-9', 'Precautions'], ['34072-9', 'General precautions'], ['34084-4', 'Adverse reactions'],
  ['34073-7', 'Drug interactions'], ['43684-0', 'Use in specific populations'], ['42228-7', 'Pregnancy'],
  ['34080-2', 'Nursing mothers'], ['77290-5', 'Lactation'], ['77291-3', 'Females and males of reproductive potential'],
  ['34081-0', 'Paediatric use'], ['34082-8', 'Geriatric use'], ['42227-9', 'Drug abuse and dependence'],
  ['34088-5', 'Overdosage'], ['34089-3', 'Description'], ['34090-1', 'Clinical pharmacology'],
  ['43679-0', 'Mechanism of action'], ['43681-6', 'Pharmacodynamics'], ['43682-4', 'Pharmacokinetics'],
  ['43680-8', 'Nonclinical toxicology'], ['34092-7', 'Clinical studies'], ['34069-5', 'How supplied'],
  ['44425-7', 'Storage and handling'], ['34076-0', 'Information for patients'], ['42231-1', 'Medication guide'],
  ['42230-3', 'Patient package insert'], ['50565-1', 'Keep out of reach of children'], ['50566-9', 'Stop use and ask a doctor'],
  ['50567-7', 'When using this product'], ['50568-5', 'Ask a doctor or pharmacist before use'],
  ['50569-3', 'Ask a doctor before use'], ['50570-1', 'Do not use'], ['53414-9', 'If pregnant or breast-feeding'],
  ['55105-1', 'Purpose'], ['55106-9', 'Active ingredient'], ['51727-6', 'Inactive ingredients'],
])

/** LOINC's codes for the boxed warning and for what holds no text to answer from: product data and pictures of the package. */
export const boxedWarning = '34066-1'
export const withoutText: ReadonlySet<string> = new Set(['48780-1', '51945-4'])
